package dev.kith.crm.domain.relationship;

import static dev.kith.crm.domain.relationship.PortalPermission.OPEN_TICKETS;
import static dev.kith.crm.domain.relationship.PortalPermission.PAY_INVOICES;
import static dev.kith.crm.domain.relationship.PortalPermission.SEE_INVOICES;
import static dev.kith.crm.domain.relationship.PortalPermission.SEE_TICKETS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.crm.domain.relationship.PortalRight.Reason;
import dev.kith.crm.domain.testkit.Relationships;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RightsFromRolesSpec {

  private static final Instant BEGUN = Relationships.BEGUN;
  private static final Instant LATER = BEGUN.plus(Duration.ofDays(3));
  private static final Target ONE = Relationships.anOpportunity();
  private static final Target OTHER = Relationships.anOpportunity();
  private static final RoleTerms USUAL = RoleCatalogue.USUAL.terms();

  @Nested
  class A_role {

    @Test
    void permits_what_the_catalogue_says_for_its_record_only() {
      Relationship billing = Relationships.of(ONE, "BILLING", null);
      Relationship user = Relationships.of(OTHER, "END_USER", null);

      assertThat(PortalRight.of(List.of(user, billing), USUAL, BEGUN))
          .containsExactly(
              right(SEE_TICKETS, OTHER, reason(user, null)),
              right(OPEN_TICKETS, OTHER, reason(user, null)),
              right(SEE_INVOICES, ONE, reason(billing, null)),
              right(PAY_INVOICES, ONE, reason(billing, null)));
    }

    @Test
    void permits_nothing_before_it_begins_and_from_its_end_on() {
      Relationship ended =
          Relationships.of(ONE, "BILLING", null).end(LATER, LATER).orElseThrow().next();

      assertThat(at(BEGUN.minusNanos(1000), ended)).isEmpty();
      assertThat(at(BEGUN, ended)).containsExactly(SEE_INVOICES, PAY_INVOICES);
      assertThat(at(LATER.minusNanos(1000), ended)).containsExactly(SEE_INVOICES, PAY_INVOICES);
      assertThat(at(LATER, ended)).isEmpty();
      assertThat(PortalRight.of(List.of(ended), USUAL, BEGUN).getFirst().until()).isEqualTo(LATER);
    }

    @Test
    void that_lasts_permits_at_a_moment_to_come_what_it_permits_now() {
      assertThat(at(BEGUN.plus(Duration.ofDays(4000)), Relationships.of(ONE, "BILLING", null)))
          .containsExactly(SEE_INVOICES, PAY_INVOICES);
    }

    @Test
    void permits_what_it_does_after_it_was_retired_and_nothing_once_the_catalogue_says_so() {
      Relationship billing = Relationships.of(ONE, "BILLING", null);

      assertThat(PortalRight.of(List.of(billing), catalogue(true, OPEN_TICKETS), BEGUN))
          .containsExactly(right(OPEN_TICKETS, ONE, reason(billing, null)));
      assertThat(PortalRight.of(List.of(billing), catalogue(false), BEGUN)).isEmpty();
      assertThat(PortalRight.of(List.of(Relationships.of(ONE, "KING", null)), USUAL, BEGUN))
          .isEmpty();
    }
  }

  @Nested
  class A_right {

    @Test
    void that_two_roles_give_names_both_and_lasts_as_long_as_one_of_them() {
      Relationship user =
          Relationships.of(ONE, "END_USER", null).end(LATER, LATER).orElseThrow().next();
      Relationship technical = Relationships.of(ONE, "TECHNICAL", null);

      PortalRight both = PortalRight.of(List.of(technical, user), USUAL, BEGUN).getFirst();

      assertThat(both.permission()).isEqualTo(SEE_TICKETS);
      assertThat(both.reasons())
          .containsExactlyInAnyOrder(reason(user, LATER), reason(technical, null));
      assertThat(both.until()).isNull();
      assertThat(at(LATER, technical, user)).containsExactly(SEE_TICKETS, OPEN_TICKETS);
    }
  }

  @Nested
  class The_catalogue {

    @Test
    void begins_with_what_the_usual_roles_permit() {
      assertThat(USUAL.permitted("BILLING")).containsExactly(SEE_INVOICES, PAY_INVOICES);
      assertThat(USUAL.permitted("END_USER")).containsExactly(SEE_TICKETS, OPEN_TICKETS);
      assertThat(USUAL.permitted("CHAMPION")).isEmpty();
    }

    @Test
    void tells_the_audit_trail_what_a_role_permits() {
      assertThat(
              RoleCatalogue.USUAL
                  .set(catalogue(false, SEE_TICKETS, OPEN_TICKETS), BEGUN)
                  .orElseThrow()
                  .next()
                  .facts())
          .isEqualTo(
              Map.of("roles", "Billing (BILLING), for opportunity, may see tickets, open tickets"));
    }
  }

  private static RoleTerms catalogue(boolean retired, PortalPermission... permissions) {
    return new RoleTerms(
        List.of(
            new ContactRole(
                "BILLING",
                "Billing",
                Set.of(TargetKind.OPPORTUNITY),
                List.of(),
                Set.of(permissions),
                retired)));
  }

  private static List<PortalPermission> at(Instant moment, Relationship... roles) {
    return PortalRight.of(List.of(roles), USUAL, moment).stream()
        .map(PortalRight::permission)
        .toList();
  }

  private static PortalRight right(PortalPermission permission, Target target, Reason reason) {
    return new PortalRight(permission, target, List.of(reason));
  }

  private static Reason reason(Relationship relationship, @Nullable Instant until) {
    return new Reason(relationship.id(), relationship.role(), BEGUN, until);
  }
}
