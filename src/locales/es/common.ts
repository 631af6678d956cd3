export const common = {
  back: 'Volver',
  close: 'Cerrar',
  cancel: 'Mejor no',
  retry: 'Intentar otra vez',
  loading: 'Cargando…',
  optional: 'opcional',
  showPassword: 'Mostrar contraseña',
  toasts: 'Mensajes',
  offline: 'Sin conexión. Ves lo último que guardamos.',
  requestId: 'Si nos escribes, danos este número: {{id}}',
  error: {
    offline: { title: 'Sin conexión', body: 'No llegamos al servidor. Revisa tu señal e intenta otra vez.' },
    slow: { title: 'Está tardando demasiado', body: 'La conexión está lenta. Intenta otra vez en un momento.' },
    limited: { title: 'Hay mucha gente a la vez', body: 'Espera unos segundos e intenta otra vez.' },
    gone: { title: 'Esto ya no está aquí', body: 'Puede que lo hayan retirado o que el enlace esté incompleto.' },
    server: { title: 'Algo falló de nuestro lado', body: 'No es culpa tuya. Intenta otra vez en un momento.' },
  },
}
