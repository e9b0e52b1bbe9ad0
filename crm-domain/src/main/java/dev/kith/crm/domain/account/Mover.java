package dev.kith.crm.domain.account;

import dev.kith.crm.domain.access.UserId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who or what brought an account into a stage.
 *
 * @param name as it was then
 * @param cause what made the CRM do it by itself, such as {@code rule/…}; null for a person or a
 *     program
 * @param event the event that led to it; null where none did
 */
public record Mover(UserId id, String name, @Nullable String cause, @Nullable UUID event) {}
