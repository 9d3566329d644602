ALTER TABLE customers DROP COLUMN preferred_contact;
DROP TABLE customer_notes;
