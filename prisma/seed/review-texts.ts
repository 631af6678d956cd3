/** What people of the demo say, ask and answer. A review is an opening that fits the listing and, often, an ending. */
export type Topic =
  | 'ruins'
  | 'streets'
  | 'market'
  | 'hands'
  | 'mezcal'
  | 'kitchen'
  | 'nature'
  | 'sea'
  | 'ceramica'
  | 'textil'
  | 'joyeria'
  | 'artesania'
  | 'bottle'
  | 'gastronomia'
  | 'otro'
type Told = Record<'es' | 'en', readonly string[]>

const experienceTopics: Record<string, Topic> = {
  'monte-alban-al-amanecer': 'ruins',
  'monte-alban-por-la-tarde': 'ruins',
  'mitla-y-tule': 'ruins',
  'mercados-de-oaxaca': 'market',
  'central-de-abasto-guiada': 'market',
  'tlacolula-dominical': 'market',
  'cocina-siete-moles': 'kitchen',
  'tlayudas-y-memelas': 'kitchen',
  'chocolate-y-pan': 'kitchen',
  'tejate-huayapam': 'kitchen',
  'quesillo-etla': 'kitchen',
  'hierve-el-agua': 'nature',
  'senderismo-cuajimoloyas': 'nature',
  'capulalpam-medicina': 'nature',
  'tuxtepec-rio-papaloapan': 'nature',
  'huautla-cafe-y-cerro': 'nature',
  'surf-carrizalillo': 'sea',
  'bioluminiscencia-manialtepec': 'sea',
  'punta-cometa-mazunte': 'sea',
  'bahias-huatulco-lancha': 'sea',
}
export const topicOfExperience = ({ slug, type }: { slug: string; type: string }): Topic =>
  experienceTopics[slug] ?? (type === 'taller' ? 'hands' : type === 'degustacion' ? 'mezcal' : 'streets')
type ProductCategory = 'ceramica' | 'textil' | 'joyeria' | 'artesania' | 'mezcal' | 'gastronomia' | 'otro'
export const topicOfProduct = (category: ProductCategory): Topic => (category === 'mezcal' ? 'bottle' : category)

export const openings: Record<Topic, Told> = {
  ruins: {
    es: [
      'Ya había venido por mi cuenta y no había entendido nada; con quien nos guió cada piedra tuvo su historia.',
      'Nos explicaron el lugar sin prisas y sin inventar leyendas. Mis papás quedaron encantados.',
      'La luz a esa hora es otra cosa, y casi no había gente.',
      'Se nota que nuestro guía creció aquí: nos contó lo que no viene en los letreros.',
      'El recorrido está muy bien medido: caminas, ves lo importante y todavía te da tiempo de quedarte callado un rato.',
    ],
    en: [
      'Our guide made the place come alive, and never rushed us.',
      'We had read about it, but walking it with somebody who grew up nearby was something else.',
      'Quiet, well paced and full of detail. The best half day of our trip.',
    ],
  },
  streets: {
    es: [
      'Vivo aquí desde hace años y aun así aprendí cosas nuevas.',
      'Caminamos, platicamos y nos reímos mucho. Se nos fue el tiempo volando.',
      'Lo mejor fue que no se siente como tour: es como salir con alguien que conoce a todo mundo.',
      'Nos llevaron por calles que nunca hubiéramos encontrado solos.',
      'Fuimos tres generaciones de la familia y todos la pasamos bien.',
    ],
    en: [
      'It felt like walking with a friend who knows everybody in town.',
      'We did this on our first day and it shaped the rest of our trip.',
      'Lovely pace, plenty of stories, and we ended up in corners we would never have found.',
    ],
  },
  market: {
    es: [
      'Vayan con hambre. Probamos de todo y nos presentaron a las señoras de cada puesto.',
      'Por fin entendí la diferencia entre tantos chiles, y regresé al día siguiente a comprar.',
      'Perderse en el mercado es bonito, pero con guía se disfruta mucho más.',
      'Comimos riquísimo y en puestos limpios; a mi mamá le encantó que todos nos saludaran.',
      'Llegas siendo turista y sales con marchanta.',
    ],
    en: [
      'Come hungry! We tried things we could not even name and loved nearly all of them.',
      'I would have walked past most of these stalls. So glad somebody introduced us to the women who run them.',
      'Great food and great company. I went back on my own the next morning.',
    ],
  },
  hands: {
    es: [
      'Hacerlo con las manos te cambia la idea de lo que cuesta una pieza. Ya no vuelvo a regatear.',
      'Nos recibieron en su casa, con agua fresca y mucha paciencia.',
      'Mi pieza quedó chueca y la quiero muchísimo.',
      'Nos explicaron todo el proceso desde el principio, y luego nos dejaron echarlo a perder a gusto.',
      'Mi hija no quería irse. Sigue hablando de la maestra que le enseñó.',
      'Se aprende de verdad; no es una demostración para la foto.',
    ],
    en: [
      'Making it yourself changes how you look at every piece in town.',
      'We were welcomed into the family workshop like old friends. So patient with our clumsy hands!',
      'My piece came out crooked and I love it. A wonderful afternoon.',
    ],
  },
  mezcal: {
    es: [
      'Pensé que no me gustaba el mezcal. Resulta que no lo había probado bien.',
      'Nada de shots: se prueba despacio, se huele y se platica.',
      'Nos explicaron de agaves, de tierra y de tiempo. Muy honestos también con los precios.',
      'El maestro contesta todo, hasta lo que da pena preguntar.',
      'Fuimos con amigos que saben mucho y con otros que no saben nada, y todos aprendimos algo.',
      'Se ve, se huele y se entiende por qué una botella tarda tantos años.',
    ],
    en: [
      'I thought I did not like mezcal. It turns out I had never had a good one.',
      'No shots, no show: just agave, fire, time and very good conversation.',
      'Honest, generous and fascinating. Bring a driver and an empty suitcase.',
    ],
  },
  kitchen: {
    es: [
      'Cocinamos, molimos y comimos hasta no poder. La receta ya la hice en casa y sí salió.',
      'Qué manos tiene la cocinera, y qué paciencia para enseñarnos.',
      'Aprendí más en una mañana que con todos los videos que había visto.',
      'Todo sabe a humo y a maíz de verdad. Mi abuela lo habría aprobado.',
      'Nos sentamos todos a la mesa al final, como familia.',
    ],
    en: [
      'We ground, stirred, tasted and ate until we could not move. The recipes work at home, too.',
      'I learned more in one morning than from years of cookbooks.',
      'Warm, generous people and the best meal of our trip, cooked partly by us!',
    ],
  },
  nature: {
    es: [
      'El paisaje te deja sin palabras, y saber que el dinero se queda en la comunidad lo hace mejor.',
      'Lleven chamarra y ganas de caminar. Vale cada paso.',
      'Nuestro guía conoce cada planta por su nombre y para qué sirve.',
      'Hacía mucho que no oía tanto silencio.',
      'Salimos cansados y felices. Los niños aguantaron bien el ritmo.',
    ],
    en: [
      'Breathtaking views, and it is good to know the money stays in the community.',
      'Our guide knew every plant and what it is good for. Wear proper shoes!',
      'We came back tired and very happy. I had forgotten what silence sounds like.',
    ],
  },
  sea: {
    es: [
      'Nos cuidaron en todo momento; yo le tengo respeto al mar y fui tranquila.',
      'De esas cosas que no salen en las fotos: hay que estar ahí.',
      'Puntuales, amables y muy cuidadosos con los animales y con la basura.',
      'Mis hijos no dejan de preguntar cuándo regresamos.',
      'El mar estaba perfecto y la gente que nos llevó, todavía mejor.',
    ],
    en: [
      'We felt safe all the time, and they really look after the sea.',
      'You cannot photograph this. You just have to be there.',
      'Friendly, punctual and fun. Our kids keep asking when we are going back.',
    ],
  },
  ceramica: {
    es: [
      'Llegó entera, envuelta como si fuera un bebé.',
      'En persona es todavía más bonita: se nota la mano en cada detalle.',
      'La compré para regalar y me la quedé.',
      'El acabado es precioso y el barro suena como debe sonar.',
    ],
    en: [
      'Arrived in one piece, packed with real care.',
      'Even more beautiful in person; you can see the hand that made it.',
    ],
  },
  textil: {
    es: [
      'El tejido es apretado y parejo; se ve que va a durar toda la vida.',
      'Los colores son iguales a los de la foto. Ya me lo chulearon en la calle.',
      'Cuando lo tienes en las manos entiendes por qué tarda tanto en hacerse.',
      'Queda perfecto y pesa rico. Muy bien bordado, también por el revés.',
    ],
    en: [
      'The weaving is tight and even. This will last a lifetime.',
      'I get asked about it every time. The colours are just like in the pictures.',
    ],
  },
  joyeria: {
    es: [
      'Ligera, bien hecha y muy elegante. No me la he quitado.',
      'Venía en una bolsita de tela con una nota a mano. Qué detalle.',
      'Se la di a mi hermana y lloró de la emoción.',
      'El trabajo es finísimo; se ve mejor que en la foto.',
    ],
    en: [
      'Light, well made and elegant. I have hardly taken it off.',
      'It came with a handwritten note. Such fine work.',
    ],
  },
  artesania: {
    es: [
      'Cada vez que la miro le encuentro otro dibujo.',
      'Llegó antes de lo que esperaba y muy bien empacada.',
      'Le dio vida a toda la sala.',
      'Se siente que alguien la hizo con gusto.',
    ],
    en: ['Every time I look at it I find another detail.', 'It brightens up the whole room. Beautifully made.'],
  },
  bottle: {
    es: [
      'Limpio, con carácter y sin quemar. La botella llegó perfecta.',
      'Lo abrimos en una comida y no quedó ni para el otro día.',
      'Huele a campo después de llover. De los mejores que he probado a este precio.',
      'Se agradece que la etiqueta diga quién lo hizo, con qué agave y cuándo.',
    ],
    en: ['Clean, bright and full of character. The bottle arrived safely.', 'We opened it at dinner and it was gone.'],
  },
  gastronomia: {
    es: [
      'Sabe a casa de mi abuela. No exagero.',
      'Fresquísimo y bien sellado. Ya pedí más.',
      'Lo llevé a la oficina y todos preguntaron dónde lo compré.',
      'Muy buen sabor y rinde bastante.',
    ],
    en: ['Tastes like Oaxaca. I am already ordering more.', 'Fresh, well sealed and absolutely delicious.'],
  },
  otro: {
    es: [
      'Muy bien hecho y mejor empacado.',
      'Es justo lo que se ve en la foto, y en la mano se siente todavía mejor.',
      'Lo regalé y quedé como reina.',
    ],
    en: ['Exactly as pictured, and even nicer in the hand.', 'A perfect gift, beautifully made.'],
  },
}

/** After an opening: of five stars, and of four. */
export const endings: Record<'EXPERIENCE' | 'PRODUCT', Record<4 | 5, Told>> = {
  EXPERIENCE: {
    5: {
      es: [
        'Lo recomiendo con los ojos cerrados.',
        'Volveríamos mañana mismo.',
        'Vale cada peso.',
        'Gracias por tanto cariño.',
        'Lo mejor de nuestro viaje.',
        'Reserven con tiempo, porque se llena.',
      ],
      en: ['Highly recommended.', 'Worth every peso.', 'We would do it again tomorrow.', 'Book ahead, it fills up.'],
    },
    4: {
      es: [
        'Solo le faltó un poquito más de tiempo.',
        'Empezamos unos minutos tarde, pero valió la pena.',
        'El grupo era algo grande, aunque nos atendieron bien a todos.',
        'Cuesta un poco llegar si vienes sin coche.',
      ],
      en: ['We started a little late, but it was worth the wait.', 'I only wish it had been longer.'],
    },
  },
  PRODUCT: {
    5: {
      es: ['Volveré a comprar.', 'Mil gracias al taller.', 'Lo recomiendo mucho.', 'Superó lo que esperaba.'],
      en: ['I will buy again.', 'Thank you to the workshop!', 'Better than I expected.'],
    },
    4: {
      es: [
        'Tardó un par de días más de lo que pensaba.',
        'La caja traía una esquina golpeada, pero adentro todo llegó bien.',
      ],
      en: [
        'Shipping took a few days longer than I hoped.',
        'The box was a little dented, but everything inside was fine.',
      ],
    },
  },
}

/** The whole of a review of three stars. */
export const mixed: Record<'EXPERIENCE' | 'PRODUCT', Told> = {
  EXPERIENCE: {
    es: [
      'La experiencia es bonita, pero ese día se sintió apurada y me quedé con preguntas.',
      'Nos costó trabajo encontrar el punto de encuentro. Ya ahí, todo bien.',
      'Esperaba algo más para el precio, aunque la gente es muy amable.',
      'Está bien, pero nos tocó un grupo ruidoso y a ratos no se oía.',
    ],
    en: [
      'Nice people, but it felt a bit rushed that day.',
      'The meeting point was hard to find. Fine once we got there.',
    ],
  },
  PRODUCT: {
    es: ['Está bien, aunque por el precio esperaba un poco más.', 'Buena calidad. El envío tardó y nadie me avisó.'],
    en: ['Good, but a little expensive for what it is.', 'Good quality, slow shipping.'],
  },
}

/** What hosts and workshops say to it: to good ones, and to those of three stars. */
export const answers: Record<'EXPERIENCE' | 'PRODUCT', Record<'good' | 'mixed', Told>> = {
  EXPERIENCE: {
    good: {
      es: [
        '¡Gracias por venir! Aquí tienes tu casa.',
        'Qué gusto leerte. Te esperamos pronto, y trae a la familia.',
        'Gracias a ti por las preguntas y la plática. ¡Buen camino!',
        'Nos alegraste el día. Un abrazo desde aquí.',
      ],
      en: ['Thank you for coming! You are welcome any time.', 'It was a joy to have you. Safe travels!'],
    },
    mixed: {
      es: [
        'Gracias por decirlo tal cual. Ya lo platicamos en el equipo para que no vuelva a pasar.',
        'Sentimos que no fuera como esperabas. Tomamos nota y te agradecemos la paciencia.',
      ],
      en: ['Thank you for being frank. We have talked about it and will do better.'],
    },
  },
  PRODUCT: {
    good: {
      es: [
        'Gracias por darle un lugar en tu casa.',
        '¡Qué alegría! En el taller leímos tu mensaje en voz alta.',
        'Gracias por la confianza y por esperar lo que tardan las manos.',
      ],
      en: ['Thank you for giving it a home.', 'We read this out loud in the workshop. Thank you!'],
    },
    mixed: {
      es: ['Gracias por contarnos. Ya lo platicamos en el taller para cuidarlo más la próxima vez.'],
      en: ['Thank you for telling us. We have talked about it in the workshop and will take better care next time.'],
    },
  },
}

/** Answers promise nothing that the listing does not say. */
export const questions: Record<Topic, readonly (readonly [string, string])[]> = {
  ruins: [
    [
      '¿Es muy pesada la caminata? Voy con mi mamá, que tiene 68 años.',
      'Vamos a su paso y con descansos. Si algo cuesta subir, lo vemos desde abajo sin problema.',
    ],
    [
      '¿Qué pasa si llueve ese día?',
      'Con llovizna salimos igual; trae impermeable. Si tenemos que cancelar nosotros, se te devuelve todo.',
    ],
  ],
  streets: [
    [
      '¿Se camina mucho? ¿Qué zapatos recomiendan?',
      'Es puro caminar, pero con calma. Zapato cómodo y cerrado, porque hay empedrado.',
    ],
    ['¿Puedo ir yo sola o necesito grupo?', 'Ven con confianza: aquí te juntamos con los demás y nadie se queda solo.'],
  ],
  market: [
    [
      'Soy vegetariana, ¿habrá qué probar?',
      'Muchísimo. Escríbelo en las peticiones al reservar y lo preparamos con tiempo.',
    ],
    ['¿Conviene llevar efectivo?', 'Sí, si quieres comprar algo para llevar: casi ningún puesto cobra con tarjeta.'],
  ],
  hands: [
    [
      '¿Necesito saber algo antes? Nunca lo he hecho.',
      'Nada. Casi todos llegan sin haberlo hecho nunca; aquí te guiamos paso a paso.',
    ],
    ['¿Qué ropa conviene llevar?', 'Algo que no te importe manchar. Lo demás lo ponemos nosotros.'],
  ],
  mezcal: [
    [
      '¿Se puede ir si uno de los dos no toma?',
      'Claro, el recorrido y la plática valen por sí solos. Solo recuerda que es para mayores de edad.',
    ],
    ['¿Venden botellas ahí mismo?', 'Sí, y sin compromiso: primero prueba y luego decides.'],
  ],
  kitchen: [
    [
      'Mi hijo es alérgico al cacahuate, ¿se puede adaptar?',
      'Escríbelo en las peticiones al reservar y te confirmamos por mensaje qué podemos cambiar.',
    ],
    ['¿Se come ahí lo que uno prepara?', 'Por supuesto, y al final nos sentamos todos juntos a la mesa.'],
  ],
  nature: [
    [
      '¿Qué tanta condición física se necesita?',
      'La de una caminata tranquila. Hacemos paradas y nadie se queda atrás.',
    ],
    ['¿Qué pasa si el clima no ayuda?', 'Si no es seguro, cancelamos nosotros y se te devuelve todo.'],
  ],
  sea: [
    ['¿Tengo que llevar algo especial?', 'Lo que dice la página en la parte de qué llevar. Lo demás te lo damos aquí.'],
    ['¿Qué pasa si el mar está picado?', 'Si no es seguro no salimos: cancelamos nosotros y se te devuelve todo.'],
  ],
  ceramica: [
    [
      '¿Cómo la empacan para que no se rompa?',
      'En doble caja y con mucho relleno. Si aun así llega rota, escríbenos con una foto y lo resolvemos.',
    ],
    ['¿Cada pieza es igual a la de la foto?', 'Muy parecida, nunca idéntica: todas se hacen a mano y a fuego.'],
  ],
  textil: [
    ['¿Destiñe al lavarlo?', 'Si sigues los cuidados que vienen en la página, no. La primera vez lávalo solo.'],
    [
      '¿El color es igual en persona?',
      'Muy parecido; con luz de día se ve un poco más vivo. Si quieres te mandamos otra foto por mensaje.',
    ],
  ],
  joyeria: [['¿Viene lista para regalo?', 'Va en su bolsita de tela, y si nos avisas le ponemos una nota a mano.']],
  artesania: [
    [
      '¿Puedo elegir los colores?',
      'Los de la foto son los que tenemos hechos. Escríbenos y te enseñamos lo que hay en el taller.',
    ],
  ],
  bottle: [['¿Cómo conviene guardarlo?', 'Parado, cerrado y lejos de la luz. Así te dura años, si tienes paciencia.']],
  gastronomia: [
    ['¿Cuánto dura una vez abierto?', 'Bien cerrado y en lugar fresco, varias semanas; pero casi nunca llega a tanto.'],
  ],
  otro: [['¿Hacen pedidos de varias piezas?', 'Sí. Escríbenos cuántas y para cuándo, y te decimos si alcanzamos.']],
}
