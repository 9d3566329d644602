/** Node has it; its type declarations name only the types. */
declare namespace WebAssembly {
  function compile(bytes: Uint8Array): Promise<Module>
}
