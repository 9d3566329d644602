ALTER TABLE categories ADD COLUMN path text;

UPDATE categories SET path = slug WHERE parent_id IS NULL;

DO $$
BEGIN
  IF EXISTS (SELECT FROM categories WHERE path IS NULL) THEN
    RAISE EXCEPTION 'a category has no path';
  END IF;
END
$$;
