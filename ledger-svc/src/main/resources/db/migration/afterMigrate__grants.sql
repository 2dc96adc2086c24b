-- What the application's user may do, table by table. Nothing is granted on the schema as a whole:
-- a new table is closed until it stands here. journal and entry are append-only.
GRANT SELECT, INSERT ON journal TO '${appUser}'@'%';
GRANT SELECT, INSERT ON entry TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON account TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON hold TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON point_order_group_history TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON point_order_history TO '${appUser}'@'%';
GRANT SELECT, INSERT ON point_trade_history TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON point_amount TO '${appUser}'@'%';
-- libs/platform
GRANT SELECT, INSERT, UPDATE, DELETE ON message_history TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON message_position TO '${appUser}'@'%';
GRANT SELECT, INSERT ON message_given_up TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE ON stream_position TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON message_sequence TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON message_outbox TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON message_outbox_bucket TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON message_relay TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON message_parked TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON obligation TO '${appUser}'@'%';
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO '${appUser}'@'%';
