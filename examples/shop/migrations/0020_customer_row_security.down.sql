DROP POLICY own_addresses ON addresses;
ALTER TABLE addresses DISABLE ROW LEVEL SECURITY;
