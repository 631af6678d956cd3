export const partners = {
  role: { OWNER: 'Dueña o dueño', MANAGER: 'Encargada o encargado', HELPER: 'Ayudante' },
  team: 'Equipo',
  bar: {
    worksFor: 'Trabajas en',
    state: {
      PAUSED: 'En pausa: nadie puede reservar ni comprar. Lo vendido sigue en pie.',
      CLOSED: 'Cerrado: nada se ve ni se vende. Lo vendido sigue en pie y hay que cumplirlo.',
      HIDDEN: 'Oculto por el equipo de Guelaguetza Connect. En tus avisos está el motivo.',
    },
  },
  gate: {
    signInTitle: 'Entra para seguir',
    signIn: {
      HOST: 'Aquí se atienden las visitas de quien ofrece experiencias.',
      SELLER: 'Aquí se atienden los pedidos de un taller.',
    },
    signInButton: 'Entrar',
    none: {
      HOST: {
        title: 'Aquí va lo que ofreces',
        body: 'Esta cuenta todavía no ofrece experiencias ni está en el equipo de quien las ofrece. Puedes solicitarlo; se lee en pocos días.',
      },
      SELLER: {
        title: 'Aquí va tu taller',
        body: 'Esta cuenta todavía no tiene taller ni está en el equipo de uno. Puedes solicitarlo; se lee en pocos días.',
      },
    },
    apply: 'Cómo empezar',
    roleTitle: 'Esto no está en tus manos',
    role: {
      HELPER: 'En {{name}} eres ayudante: recibes visitas y preparas pedidos. Lo demás lo ve quien lleva el negocio.',
      MANAGER: 'En {{name}} esto lo ve solo su dueña o dueño.',
    },
    workplace: 'Ir a mi trabajo',
    failed: 'No pudimos abrir tu trabajo.',
  },
  state: {
    title: { host: 'Si te ven', seller: 'Si tu taller se ve' },
    chip: { OPEN: 'A la vista', PAUSED: 'En pausa', CLOSED: 'Cerrado', HIDDEN: 'Oculto' },
    body: {
      OPEN: 'Todo lo que publicaste se puede ver, reservar y comprar.',
      PAUSED: 'Nadie puede reservar ni comprar hasta que vuelvas a abrir. Lo que ya estaba vendido sigue igual.',
      CLOSED: 'Ya no se ve nada tuyo. Para volver manda una solicitud nueva: conserva tu página y tu historia.',
      HIDDEN: 'El equipo de Guelaguetza Connect lo ocultó. Mira tus avisos: ahí está el motivo y cómo responder.',
    },
    pause: 'Hacer una pausa',
    resume: 'Volver a abrir',
    close: { host: 'Dejar de ofrecer', seller: 'Cerrar el taller' },
    pauseTitle: '¿Hacer una pausa?',
    closeTitle: { host: '¿Dejar de ofrecer?', seller: '¿Cerrar el taller?' },
    ask: {
      pause:
        'Lo que ofreces deja de verse hasta que vuelvas a abrir. Lo que ya reservaron o compraron sigue igual y hay que cumplirlo.',
      close:
        'Lo que ofreces deja de verse para siempre. Lo que ya reservaron o compraron hay que cumplirlo, y lo que ganaste se te paga. Para volver tendrás que mandar otra solicitud.',
    },
    ahead: {
      host_one: 'Tienes {{count}} reserva confirmada por delante.',
      host_other: 'Tienes {{count}} reservas confirmadas por delante.',
      seller_one: 'Tienes {{count}} pedido pagado por entregar.',
      seller_other: 'Tienes {{count}} pedidos pagados por entregar.',
    },
    aheadNone: {
      host: 'No tienes reservas confirmadas por delante.',
      seller: 'No tienes pedidos por entregar.',
    },
    aheadThen: {
      host: {
        pause: 'Siguen en pie: recibe a tu gente como siempre.',
        close:
          'Siguen en pie: recibe a tu gente como siempre y se te paga. El día que no puedas, cancélalo en tu calendario y se devuelve todo a quien reservó. Tus horarios ya no abren fechas nuevas.',
      },
      seller: {
        pause: 'Siguen en pie: mándalos o entrégalos como siempre.',
        close:
          'Siguen en pie y se quedan en tus pedidos: mándalos o entrégalos como siempre y se te paga. El que no puedas cumplir, cancélalo ahí y se devuelve todo a quien compró.',
      },
    },
    aheadStill: {
      host: 'Siguen en tus reservas: recibe a tu gente como siempre y se te paga.',
      seller: 'Siguen en tus pedidos: mándalos o entrégalos como siempre y se te paga.',
    },
    done: {
      pause: 'En pausa. Ya nadie puede comprarte ni reservar.',
      resume: 'Abierto otra vez.',
      close: 'Cerrado. Gracias por lo que hiciste aquí.',
    },
  },
}
