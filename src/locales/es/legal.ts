export const legal = {
  version: 'Versión {{version}}',
  terms: {
    title: 'Términos de uso',
    lead: 'Lo que puedes esperar de nosotros y lo que te pedimos, en corto.',
    who: {
      title: 'Qué es esto',
      text: 'Guelaguetza Connect junta a quienes visitan Oaxaca con anfitriones y talleres. El trato es entre tú y quien te recibe o te vende; nosotros cobramos, guardamos el dinero hasta que se cumple y se lo enviamos, menos una comisión que se ve antes de pagar.',
    },
    account: {
      title: 'Tu cuenta',
      text: 'Usa tu nombre y un correo que leas. Tu contraseña es solo tuya; puedes agregar un segundo factor o una llave de acceso. Quien vende o recibe pasa por una revisión antes de aparecer.',
    },
    buying: {
      title: 'Reservar y comprar',
      text: 'El precio que ves es el que pagas. Los lugares y las piezas se apartan mientras pagas y se liberan si no lo haces. Si algo se cobró y ya no había lugar o pieza, el dinero regresa completo.',
    },
    cancelling: {
      title: 'Cancelar y devolver',
      text: 'Cada experiencia dice hasta cuándo puedes cancelar y cuánto regresa; eso queda fijo al reservar. Cada taller dice cuántos días tienes para devolver una pieza. Si cancela quien te recibe o te vende, te regresa todo.',
    },
    selling: {
      title: 'Recibir y vender',
      text: 'Describe lo tuyo como es, cumple lo que vendiste y mantén al día tus horarios y existencias. Tu parte se envía después de la visita o de que pasa el plazo de devolución, y cada centavo está en tu estado de cuenta.',
    },
    conduct: {
      title: 'Trato entre personas',
      text: 'No se permite insultar, engañar, vender lo que está prohibido ni hacerse pasar por otra persona. Cualquiera puede reportar algo; el equipo decide, te dice el motivo, y puedes apelar una vez ante otra persona.',
    },
    changes: {
      title: 'Cuando algo cambia',
      text: 'Si estos términos cambian, cambia su versión y te la mostramos en Privacidad, dentro de tu perfil. Puedes cerrar tu cuenta cuando no tengas nada pendiente.',
    },
  },
  notice: {
    title: 'Aviso de privacidad',
    lead: 'Qué guardamos de ti, para qué, con quién lo compartimos y cómo lo borras.',
    mine: 'Mis datos y mi cuenta',
    what: {
      title: 'Qué guardamos',
      text: 'Tu nombre, correo, idioma y, si quieres, tu foto y región. Lo que reservas y compras, a dónde se envía y un teléfono si lo das; una fecha de nacimiento solo cuando compras algo para adultos. Lo que escribes: reseñas, preguntas y mensajes. De cada sesión, la dirección de red y el navegador, para que veas dónde está abierta tu cuenta.',
    },
    why: {
      title: 'Para qué',
      text: 'Para cumplir lo que reservas y compras, avisarte si algo cambia, responder reclamos, cuidar tu cuenta y llevar las cuentas que pide la ley. Las noticias por correo son aparte y solo si las aceptas.',
    },
    who: {
      title: 'Con quién',
      text: 'Quien te recibe ve tu nombre y tu reserva; el taller, a dónde enviar. El proveedor de pagos recibe el monto y los datos de tu tarjeta, que nunca pasan por nosotros. No vendemos datos ni ponemos publicidad de otros.',
    },
    cookies: {
      title: 'Cookies y tu dispositivo',
      text: 'Usamos una cookie para tu sesión, otra para tu canasta si no has entrado, y otras de minutos mientras entras con un código o una llave. Tu teléfono guarda tus boletos y tu idioma para cuando no hay señal, y lo que dejas a medio escribir hasta que lo envías o cierras sesión. No hay rastreadores.',
    },
    howLong: {
      title: 'Cuánto tiempo',
      text: 'Mientras tengas cuenta. Los avisos se borran después de un poco más de un año. Cuando cierras tu cuenta borramos lo que dice quién eres; los montos y fechas quedan sin nombre.',
    },
    rights: {
      title: 'Tus derechos',
      text: 'En Privacidad, dentro de tu perfil, puedes descargar todo lo tuyo, quitar las noticias y cerrar tu cuenta. Tu nombre, idioma y foto los corriges en tu perfil. Son tus derechos de acceso, rectificación, cancelación y oposición.',
    },
    safety: {
      title: 'Cómo lo cuidamos',
      text: 'Las contraseñas se guardan con un cálculo que no se puede deshacer; los secretos de tus códigos, cifrados. A las fotos les quitamos el lugar donde se tomaron. Lo que el equipo ve o cambia de ti queda en una bitácora que nadie puede borrar.',
    },
  },
}
