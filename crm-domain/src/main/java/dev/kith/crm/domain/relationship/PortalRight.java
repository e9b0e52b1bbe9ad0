package dev.kith.crm.domain.relationship;

import static java.util.Comparator.comparing;
import static java.util.Comparator.naturalOrder;

import com.google.common.collect.ImmutableList;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * That a contact may do something for a record at a moment, because of the roles that they have for
 * it then. It is worked out from relationships and the catalogue, and never kept: when the last of
 * the roles ends, so does the right, and when a role permits something else, so it is at once.
 *
 * @param reasons one at least, the oldest first
 */
public record PortalRight(PortalPermission permission, Target target, List<Reason> reasons) {

  /**
   * A role that permits it.
   *
   * @param role its key
   * @param until not included; null while nobody knows an end
   */
  public record Reason(
      RelationshipId relationship, String role, Instant from, @Nullable Instant until) {}

  private static final Comparator<Reason> OLDEST_FIRST =
      comparing(Reason::from).thenComparing(reason -> reason.relationship().toString());

  public PortalRight {
    reasons = ImmutableList.copyOf(reasons);
  }

  /** Up to when it holds as far as is known; null while nobody knows an end. */
  public @Nullable Instant until() {
    return reasons.stream().anyMatch(reason -> reason.until() == null)
        ? null
        : reasons.stream()
            .flatMap(reason -> Optional.ofNullable(reason.until()).stream())
            .max(naturalOrder())
            .orElse(null);
  }

  /**
   * What somebody may do at a moment, target by target in the order in which they come, and there
   * in the order of the permissions. The moment may be one to come: what lasts now lasts then as
   * far as is known. Roles permit what the catalogue says now, retired ones too.
   *
   * @param roles all that they have and had
   */
  public static List<PortalRight> of(
      Collection<Relationship> roles, RoleTerms catalogue, Instant at) {
    Map<Target, List<Relationship>> byTarget = new LinkedHashMap<>();
    for (Relationship role : roles) {
      if (role.at(at).isPresent()) {
        byTarget.computeIfAbsent(role.target(), t -> new ArrayList<>()).add(role);
      }
    }
    ImmutableList.Builder<PortalRight> rights = ImmutableList.builder();
    byTarget.forEach((target, held) -> {
      for (PortalPermission permission : PortalPermission.values()) {
        List<Reason> reasons =
            held.stream()
                .filter(role -> catalogue.permitted(role.role()).contains(permission))
                .map(role -> new Reason(role.id(), role.role(), role.validFrom(), role.validTo()))
                .sorted(OLDEST_FIRST)
                .toList();
        if (!reasons.isEmpty()) {
          rights.add(new PortalRight(permission, target, reasons));
        }
      }
    });
    return rights.build();
  }
}
