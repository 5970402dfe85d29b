-- H2 and PostgreSQL. Times are milliseconds since 1970.
CREATE TABLE atproto_schedule (
  id VARCHAR(200) NOT NULL PRIMARY KEY,
  account VARCHAR(200) NOT NULL,
  draft TEXT NOT NULL,
  state VARCHAR(12) NOT NULL,
  due BIGINT,
  not_before BIGINT NOT NULL,
  tries INT NOT NULL,
  version BIGINT NOT NULL
);
CREATE INDEX atproto_schedule_due ON atproto_schedule (state, not_before);

CREATE TABLE atproto_schedule_history (
  number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  entry VARCHAR(200) NOT NULL,
  account VARCHAR(200) NOT NULL,
  happened BIGINT NOT NULL,
  kind VARCHAR(20) NOT NULL,
  occurrence BIGINT,
  uri VARCHAR(2000),
  detail VARCHAR(2000) NOT NULL
);
CREATE INDEX atproto_schedule_history_entry ON atproto_schedule_history (entry, number);
CREATE INDEX atproto_schedule_history_kind ON atproto_schedule_history (kind, account, happened);
