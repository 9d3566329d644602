ALTER TABLE categories DROP COLUMN path;
