package dev.kith.crm.domain.relationship;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.contact.ContactId;
import java.util.Collection;
import java.util.List;

/**
 * How far those who should be known to buy are known.
 *
 * @param required keys of the roles that the stage needs
 * @param missing those of them that nobody has
 * @param people how many people have any role
 */
public record Coverage(List<String> required, List<String> missing, int people) {

  public Coverage {
    required = ImmutableList.copyOf(required);
    missing = ImmutableList.copyOf(missing);
  }

  /**
   * @param held by whom, those that last
   */
  public static Coverage of(List<String> required, Collection<Relationship> held) {
    return new Coverage(
        required,
        required.stream()
            .filter(role -> held.stream().noneMatch(r -> r.role().equals(role)))
            .collect(toImmutableList()),
        (int) held.stream().map(Relationship::contact).map(ContactId::value).distinct().count());
  }

  public int filled() {
    return required.size() - missing.size();
  }

  /** Filled of required, rounded down; 100 where nothing is required. */
  public int percent() {
    return required.isEmpty() ? 100 : 100 * filled() / required.size();
  }

  /** Whether everything hangs on one person, or not even on one. */
  public boolean isSingleThreaded() {
    return people < 2;
  }
}
