/** SQLSTATE of a text that is not SQL. */
export const syntaxError = '42601'
