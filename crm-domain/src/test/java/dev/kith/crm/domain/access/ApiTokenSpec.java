package dev.kith.crm.domain.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Revision;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.domain.testkit.Actors;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ApiTokenSpec {

  private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");
  private static final Instant LATER = NOW.plus(Duration.ofDays(30));
  private static final Set<Permission> VIEWING = Set.of(Permission.of(Feature.LEAD, Action.VIEW));
  private static final ApiTokenId ID = new ApiTokenId(new UUID(0, 9));
  private static final UserId OWNER = Actors.userId("Una User");
  private static final ApiToken TOKEN =
      new ApiToken(ID, Revision.first(NOW), OWNER, "Importer", VIEWING, "5ec4e7", LATER, null);

  @Nested
  class Issuing {

    @Test
    void gives_a_token_that_is_good_until_it_expires() {
      assertThat(issue("Importer", VIEWING, LATER)).isEqualTo(Outcome.done(Change.of(TOKEN)));
      assertThat(TOKEN.isGoodAt(NOW)).isTrue();
      assertThat(TOKEN.isGoodAt(LATER.minusMillis(1))).isTrue();
      assertThat(TOKEN.isGoodAt(LATER)).isFalse();
    }

    @Test
    void lists_everything_that_is_missing() {
      assertThat(issue(null, Set.of(), null))
          .isEqualTo(
              Outcome.refused(
                  Invalid.of(
                      Violation.at(
                          "name", "required", "A token needs a name that says what uses it."),
                      Violation.at(
                          "permissions", "required", "A token needs at least one permission."),
                      Violation.at(
                          "expiresAt",
                          "required",
                          "A token needs a moment at which it expires."))));
    }

    @Test
    void needs_an_end_in_the_future_within_a_year() {
      Outcome<Change<ApiToken>> outOfRange =
          Outcome.refused(
              Invalid.of(
                  Violation.at(
                      "expiresAt",
                      "out-of-range",
                      "A token expires in the future, within 366 days.")));

      assertThat(issue("Importer", VIEWING, NOW)).isEqualTo(outOfRange);
      assertThat(issue("Importer", VIEWING, NOW.plus(ApiToken.LONGEST_LIFE).plusMillis(1)))
          .isEqualTo(outOfRange);
      assertThat(issue("Importer", VIEWING, NOW.plus(ApiToken.LONGEST_LIFE)))
          .isInstanceOf(Outcome.Done.class);
    }
  }

  @Nested
  class Revoking {

    @Test
    void ends_a_token_at_once() {
      ApiToken revoked =
          new ApiToken(
              ID,
              new Revision(2, NOW, NOW, null),
              OWNER,
              "Importer",
              VIEWING,
              "5ec4e7",
              LATER,
              NOW);

      assertThat(TOKEN.revoke(NOW)).isEqualTo(Change.of(revoked));
      assertThat(revoked.isGoodAt(NOW)).isFalse();
    }

    @Test
    void twice_changes_nothing() {
      ApiToken revoked = TOKEN.revoke(NOW).next();

      assertThat(revoked.revoke(LATER)).isEqualTo(Change.none(revoked));
    }
  }

  @Test
  void the_audit_trail_has_nothing_of_the_secret() {
    assertThat(TOKEN.revoke(LATER).next().facts())
        .isEqualTo(
            Map.of(
                "owner", OWNER.toString(),
                "name", "Importer",
                "permissions", "lead:view",
                "expiresAt", LATER.toString(),
                "revokedAt", LATER.toString()));
  }

  private static Outcome<Change<ApiToken>> issue(
      @Nullable String name, Set<Permission> permissions, @Nullable Instant expiresAt) {
    return ApiToken.issue(ID, OWNER, name, permissions, "5ec4e7", expiresAt, NOW);
  }
}
