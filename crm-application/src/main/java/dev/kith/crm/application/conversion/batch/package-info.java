/**
 * Converting many leads: a job does it, one lead in a transaction.
 *
 * <p>Shape: Run. What becomes of a lead is kept in the transaction that converts it, and only where
 * nothing has become of it yet; so a worker that was killed leaves nothing half done, and one that
 * was taken for dead does nothing twice. Therefore leads need not wait for each other in {@link
 * dev.kith.crm.application.job.JobRun#write}. Events out: those of single conversions. Events in:
 * none. Neighbours: conversion, lead (which ones), job, access.
 */
@NullMarked
package dev.kith.crm.application.conversion.batch;

import org.jspecify.annotations.NullMarked;
