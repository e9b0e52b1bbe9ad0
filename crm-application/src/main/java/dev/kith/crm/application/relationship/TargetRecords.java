package dev.kith.crm.application.relationship;

import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.relationship.TargetKind;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Records for which contacts have roles, as their feature gives them to the front door.
 *
 * @param feature whose permissions say who may look at the roles, and who changes them
 * @param owner who owns a record; null for nobody
 */
public record TargetRecords(
    TargetKind kind,
    Feature feature,
    RelatedRecords records,
    Function<UUID, @Nullable UserId> owner) {}
