/** A small schema with one of most kinds, for the tables of tests here. */
export const shop = `
  create role reader;
  create type mood as enum ('sad', 'fine', 'great');
  create type address as (street text, city text);
  create domain positive as integer constraint above_zero check (value > 0);
  create table users (
    id bigint generated always as identity primary key,
    email text not null,
    age integer default 3 constraint users_age_check check (age > 0),
    feeling mood,
    email_upper text generated always as (upper(email)) stored
  );
  create unique index users_email_idx on users (lower(email)) where age > 17;
  create table orders (
    id serial primary key,
    user_id bigint not null references users (id),
    total numeric(10, 2)
  );
  create index orders_user_id_idx on orders (user_id);
  create statistics orders_stats (ndistinct) on user_id, total from orders;
  create table events (at timestamptz not null, kind text) partition by range (at);
  create table events_2026 partition of events for values from ('2026-01-01') to ('2027-01-01');
  create index events_kind_idx on events (kind);
  create view adults as select id, email from users where age > 17;
  create materialized view totals as select user_id, sum(total) as total from orders group by user_id;
  create index totals_user_id_idx on totals (user_id);
  create sequence ticket increment 5;
  create function double(value integer) returns integer language sql immutable as 'select value * 2';
  create function touch() returns trigger language plpgsql as 'begin return new; end';
  create trigger users_touch before update of email on users for each row execute function touch();
  alter table orders enable row level security;
  create policy own_orders on orders for select to reader using (user_id = 1);
  comment on table users is 'people';
  comment on column users.email is 'where to write';
  grant select on users to reader;
  create schema archive;
`
