// Runs before the first paint, as a file because the content security policy refuses inline scripts.
// Keys and colours are those of src/lib/theme.ts and src/styles/tokens.css; a test compares them.
;(function () {
  var root = document.documentElement
  var theme = null
  var language = null
  try {
    theme = localStorage.getItem('gc.theme')
    language = localStorage.getItem('gc.language')
  } catch {
    // Storage can be forbidden; the system's choice stands.
  }
  var dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  root.dataset.theme = dark ? 'dark' : 'light'
  if (language === 'en') root.lang = 'en'
  var meta = document.querySelector('meta[name="theme-color"]')
  if (meta) meta.setAttribute('content', dark ? '#17130F' : '#FBF7F0')
})()
