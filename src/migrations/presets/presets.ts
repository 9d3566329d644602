import { supabase } from './supabase.ts'

/** What platforms supply before the first migration, as SQL. One file a platform. */
export const presets = { supabase } as const
