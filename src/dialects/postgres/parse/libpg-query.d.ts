/** The bare Emscripten factory of libpg-query; the package's own face holds one instance that cannot be replaced. */
declare module 'libpg-query/wasm/libpg-query.js' {
  export interface PgQueryModule {
    readonly HEAPU8: Uint8Array
    _malloc(bytes: number): number
    _free(pointer: number): void
    _wasm_parse_query_raw(query: number): number
    _wasm_free_parse_result(result: number): void
    lengthBytesUTF8(text: string): number
    stringToUTF8(text: string, pointer: number, bytes: number): void
    UTF8ToString(pointer: number): string
    getValue(pointer: number, type: 'i32'): number
  }
  const create: () => Promise<PgQueryModule>
  export default create
}
