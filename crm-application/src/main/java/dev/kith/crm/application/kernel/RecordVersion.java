package dev.kith.crm.application.kernel;

import java.util.UUID;

/** A record and the version that it is at. */
public record RecordVersion(UUID id, long version) {}
