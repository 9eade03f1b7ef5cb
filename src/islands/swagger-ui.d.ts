/** What is used of Swagger UI, which comes without types. @see https://swagger.io/docs/open-source-tools/swagger-ui/usage/configuration/ */
declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  interface Options {
    readonly url: string
    readonly domNode: Element
    readonly deepLinking: boolean
    readonly docExpansion: 'list' | 'full' | 'none'
    readonly defaultModelsExpandDepth: number
    readonly supportedSubmitMethods: readonly string[]
    readonly plugins: readonly (() => { readonly wrapComponents: Readonly<Record<string, () => () => null>> })[]
    readonly validatorUrl: string | null
  }
  const SwaggerUI: (options: Options) => unknown
  // biome-ignore lint/style/noDefaultExport: the library's own.
  export default SwaggerUI
}
