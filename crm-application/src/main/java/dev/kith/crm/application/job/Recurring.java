package dev.kith.crm.application.job;

import dev.kith.crm.domain.job.Schedule;

/**
 * A job that recurs from the first start on.
 *
 * @param name stable and unique: it is how the schedule is found again
 * @param kind of the jobs that it brings about
 */
public record Recurring(String name, Schedule schedule, String kind) {}
