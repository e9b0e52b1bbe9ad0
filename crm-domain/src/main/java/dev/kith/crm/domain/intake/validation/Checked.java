package dev.kith.crm.domain.intake.validation;

import org.jspecify.annotations.Nullable;

/**
 * The answer to one question.
 *
 * @param facts what is known of it beyond the verdict; null if it could not even be read
 */
public record Checked<F>(Verdict verdict, @Nullable F facts) {}
