package dev.kith.crm.domain.relationship;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Sets;
import java.util.List;
import java.util.Set;

/**
 * A part that contacts can play.
 *
 * @param key stable, in capitals: it stands in records, filters and rules
 * @param name for people
 * @param kinds of which records
 * @param titles of people who mostly play it; see {@link TitlePattern}
 * @param permissions what whoever has it may do for the record, as long as they have it
 * @param retired whether nobody takes it any more; whoever has it keeps it
 */
public record ContactRole(
    String key,
    String name,
    Set<TargetKind> kinds,
    List<String> titles,
    Set<PortalPermission> permissions,
    boolean retired) {

  public ContactRole {
    kinds = Sets.immutableEnumSet(kinds);
    titles = ImmutableList.copyOf(titles);
    // A catalogue that was kept before roles permitted anything says nothing of it.
    permissions =
        Sets.immutableEnumSet(permissions == null ? UsualPermissions.of(key) : permissions);
  }

  /** Whether somebody can take it for a record of this kind. */
  public boolean fits(TargetKind kind) {
    return !retired && kinds.contains(kind);
  }
}
