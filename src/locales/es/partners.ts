export const partners = {
  role: { OWNER: 'Dueña o dueño', MANAGER: 'Encargada o encargado', HELPER: 'Ayudante' },
  bar: { worksFor: 'Trabajas en' },
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
}
