package dev.kith.crm.persistence;

import dev.kith.crm.application.audit.AuditStore;
import dev.kith.crm.application.event.Outbox;
import dev.kith.crm.application.idempotency.IdempotencyKeys;
import dev.kith.crm.application.job.JobStore;
import dev.kith.crm.application.job.ScheduleStore;
import dev.kith.crm.persistence.audit.JooqAuditStore;
import dev.kith.crm.persistence.event.JooqOutbox;
import dev.kith.crm.persistence.idempotency.JooqIdempotencyKeys;
import dev.kith.crm.persistence.job.JooqJobStore;
import dev.kith.crm.persistence.job.JooqScheduleStore;
import dev.kith.crm.persistence.kernel.Database;

/**
 * The stores that every change goes to, and those of background work, put together in a place of
 * their own.
 */
record KernelStores(
    AuditStore audit,
    IdempotencyKeys idempotencyKeys,
    Outbox outbox,
    JobStore jobs,
    ScheduleStore schedules) {

  static KernelStores of(Database database) {
    return new KernelStores(
        new JooqAuditStore(database),
        new JooqIdempotencyKeys(database),
        new JooqOutbox(database),
        new JooqJobStore(database),
        new JooqScheduleStore(database));
  }
}
