/** Shows the document of `/v1` to developers. Calls cannot be tried from here: a service key does not belong in a browser. */
import SwaggerUI from 'swagger-ui-dist/swagger-ui-es-bundle.js'

const place = document.getElementById('reference')
if (place === null) throw new Error('the page has no place for the reference')

const dark = matchMedia('(prefers-color-scheme: dark)')
const followTheme = () => document.documentElement.classList.toggle('dark-mode', dark.matches)
dark.addEventListener('change', followTheme)
followTheme()

/** In place of a part of Swagger UI. */
const nothing = () => () => null

SwaggerUI({
  url: '/v1/openapi.json',
  domNode: place,
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  supportedSubmitMethods: [],
  plugins: [() => ({ wrapComponents: { authorizeBtn: nothing, authorizeOperationBtn: nothing } })],
  // Else the document's address would be sent to swagger.io.
  validatorUrl: null,
})
