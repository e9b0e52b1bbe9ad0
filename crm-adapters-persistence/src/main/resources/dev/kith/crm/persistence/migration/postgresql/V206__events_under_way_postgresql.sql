-- Who wrote an event does not tell whether an earlier one may still come in between: a transaction
-- that began to write later may have drawn the earlier number, and end after it. Transactions that
-- add events now hold a lock that tells from which number on.
alter table outbox_event drop column written_by;
