/** `owner/name` as the start of an API path. */
export function repositoryPath(fullName: string): string {
  return `/repos/${encodePath(fullName)}`
}

/** A path of the repository as a part of a URL: a name may hold anything but NUL, also `?`, `#`, `%` and newlines. */
export function encodePath(path: string): string {
  return path.toWellFormed().split('/').map(encodeURIComponent).join('/')
}
