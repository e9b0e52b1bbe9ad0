package dev.kith.crm.domain.access;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.shared.Aggregate;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Subject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A key with which a program acts for a user. Its secret is shown once, when it is issued; only a
 * hash is kept. It allows at most its permissions, and never more than its owner may at the moment
 * of use.
 *
 * @param secretHash SHA-256 of the secret, in hexadecimal; the secret has 256 random bits, so a
 *     slow hash adds nothing
 * @param revokedAt null while it is good
 */
public record ApiToken(
    ApiTokenId id,
    Revision revision,
    UserId owner,
    String name,
    Set<Permission> permissions,
    String secretHash,
    Instant expiresAt,
    @Nullable Instant revokedAt)
    implements Aggregate {

  public static final int LONGEST_NAME = 100;
  public static final Duration LONGEST_LIFE = Duration.ofDays(366);

  public ApiToken {
    permissions = ImmutableSet.copyOf(permissions);
    expiresAt = expiresAt.truncatedTo(ChronoUnit.MICROS);
    revokedAt = revokedAt == null ? null : revokedAt.truncatedTo(ChronoUnit.MICROS);
  }

  public static Outcome<Change<ApiToken>> issue(
      ApiTokenId id,
      UserId owner,
      @Nullable String name,
      Set<Permission> permissions,
      String secretHash,
      @Nullable Instant expiresAt,
      Instant now) {
    Checks checks = new Checks();
    String good = checks.text("name", name, LONGEST_NAME, false);
    if (good == null) {
      checks.add("name", "required", "A token needs a name that says what uses it.");
    }
    if (permissions.isEmpty()) {
      checks.add("permissions", "required", "A token needs at least one permission.");
    }
    if (expiresAt == null) {
      checks.add("expiresAt", "required", "A token needs a moment at which it expires.");
    } else if (!expiresAt.isAfter(now) || expiresAt.isAfter(now.plus(LONGEST_LIFE))) {
      checks.add(
          "expiresAt",
          "out-of-range",
          "A token expires in the future, within " + LONGEST_LIFE.toDays() + " days.");
    }
    return checks.orRefuse(() ->
        Change.of(
            new ApiToken(
                id,
                Revision.first(now),
                owner,
                Objects.requireNonNull(good),
                permissions,
                secretHash,
                Objects.requireNonNull(expiresAt),
                null)));
  }

  public Change<ApiToken> revoke(Instant now) {
    return revokedAt != null
        ? Change.none(this)
        : Change.of(
            new ApiToken(
                id, revision.next(now), owner, name, permissions, secretHash, expiresAt, now));
  }

  public boolean isGoodAt(Instant now) {
    return revokedAt == null && expiresAt.isAfter(now);
  }

  @Override
  public Subject subject() {
    return subjectOf(id);
  }

  public static Subject subjectOf(ApiTokenId id) {
    return new Subject("api-token", id.value());
  }

  /** Every field as text, for the audit trail; of the secret not even the hash. */
  public Map<String, String> facts() {
    ImmutableMap.Builder<String, String> facts = ImmutableMap.builder();
    facts.put("owner", owner.toString());
    facts.put("name", name);
    facts.put(
        "permissions",
        permissions.stream().map(Permission::code).sorted().collect(Collectors.joining(" ")));
    facts.put("expiresAt", expiresAt.toString());
    if (revokedAt != null) {
      facts.put("revokedAt", revokedAt.toString());
    }
    return facts.buildOrThrow();
  }
}
