/**
 * Names that an extension is known for, so that what misses one can say which (PostgreSQL manual, appendix F;
 * pgvector's and PostGIS's own pages).
 */
const namesOf: Readonly<Record<string, string>> = {
  pg_trgm: 'gin_trgm_ops gist_trgm_ops show_trgm word_similarity strict_word_similarity',
  'uuid-ossp': 'uuid_generate_v1 uuid_generate_v1mc uuid_generate_v3 uuid_generate_v4 uuid_generate_v5',
  pgcrypto: 'gen_salt gen_random_bytes pgp_sym_encrypt pgp_sym_decrypt pgp_pub_encrypt pgp_pub_decrypt',
  citext: 'citext',
  hstore: 'hstore',
  ltree: 'ltree lquery ltxtquery',
  unaccent: 'unaccent',
  cube: 'cube',
  earthdistance: 'll_to_earth earth_distance earth_box',
  vector: 'vector halfvec sparsevec vector_l2_ops vector_ip_ops vector_cosine_ops halfvec_cosine_ops',
  postgis: 'geometry geography gist_geometry_ops_2d st_setsrid st_makepoint st_geomfromtext st_dwithin',
}

const byName: ReadonlyMap<string, string> = new Map(
  Object.entries(namesOf).flatMap(([extension, names]) =>
    names.split(' ').map(name => [name, extension] as const),
  ),
)

/** The extension that brings what is called so; `null` where none is known for it. */
export function extensionBringing(name: string): string | null {
  return byName.get(name) ?? null
}
