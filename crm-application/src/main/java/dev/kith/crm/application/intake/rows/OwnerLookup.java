package dev.kith.crm.application.intake.rows;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.access.Owners.Owner;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Somebody whom a cell names by name, or by login. */
final class OwnerLookup {

  private static final int ALIKE = 20;

  private final Owners owners;
  private final Map<String, UserId> found = new HashMap<>();

  OwnerLookup(Owners owners) {
    this.owners = owners;
  }

  /** Refused with {@code invalid} at {@code owner}, where nobody or several are meant. */
  Outcome<UserId> find(String text) {
    UserId known = found.get(text);
    if (known != null) {
      return Outcome.done(known);
    }
    List<Owner> alike = owners.find(text, ALIKE);
    List<Owner> called =
        alike.stream().filter(owner -> owner.name().equalsIgnoreCase(text)).toList();
    // A login is found by itself, but not told.
    List<Owner> meant = called.isEmpty() && text.indexOf('@') > 0 ? alike : called;
    if (meant.size() == 1) {
      found.put(text, meant.getFirst().id());
      return Outcome.done(meant.getFirst().id());
    }
    return Outcome.refused(
        Invalid.of(
            meant.isEmpty()
                ? Violation.at(
                    "owner", "unknown-owner", "Nobody who can own records is “" + text + "”.")
                : Violation.at(
                    "owner",
                    "ambiguous-owner",
                    "Several are meant by “" + text + "”: name one by their login.")));
  }
}
