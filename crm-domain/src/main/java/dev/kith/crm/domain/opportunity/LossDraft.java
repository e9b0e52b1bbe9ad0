package dev.kith.crm.domain.opportunity;

import org.jspecify.annotations.Nullable;

/**
 * Why an opportunity is lost, as it was written.
 *
 * @param competitor who got it instead, by its id or its name, however that is spelt; null where
 *     nobody did, or nobody knows
 */
public record LossDraft(@Nullable String reason, @Nullable String competitor) {}
