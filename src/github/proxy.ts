import http from 'node:http'

/** Lets `fetch` go through the proxy that a self-hosted runner names in `https_proxy` and its kin, if any. */
export function useProxy(variables: Readonly<NodeJS.ProcessEnv>): void {
  const named = Object.keys(variables).some(name => /^https?_proxy$/i.test(name) && variables[name])
  // Not in the first releases of Node 24, which a runner may still bring.
  if (named && 'setGlobalProxyFromEnv' in http) http.setGlobalProxyFromEnv(variables)
}
