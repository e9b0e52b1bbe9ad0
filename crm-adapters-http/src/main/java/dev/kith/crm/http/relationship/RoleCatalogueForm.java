package dev.kith.crm.http.relationship;

import static com.google.common.collect.ImmutableSet.toImmutableSet;
import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.domain.relationship.PortalPermission;
import dev.kith.crm.domain.relationship.RoleTerms;
import dev.kith.crm.domain.relationship.TargetKind;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.pages.Problems;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The roles as people write them, a row for each. A row without a key and a name is nothing.
 *
 * @param texts by field, as they were typed
 */
record RoleCatalogueForm(Map<String, String> texts) {

  private static final Splitter LINES = Splitter.on('\n').trimResults().omitEmptyStrings();
  private static final Pattern PLACE = Pattern.compile("/roles/(\\d+)/(\\w+)(?:/\\d+)?");

  RoleCatalogueForm {
    texts = Map.copyOf(texts);
  }

  static RoleCatalogueForm of(RoleTerms terms) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int row = 0; row < terms.roles().size(); row++) {
      ContactRole role = terms.roles().get(row);
      texts.put(field(row, "key"), role.key());
      texts.put(field(row, "name"), role.name());
      texts.put(field(row, "titles"), String.join("\n", role.titles()));
      texts.put(field(row, "retired"), role.retired() ? "on" : "");
      for (TargetKind kind : role.kinds()) {
        texts.put(field(row, kind.code()), "on");
      }
      for (PortalPermission permission : role.permissions()) {
        texts.put(field(row, permission.name()), "on");
      }
    }
    return new RoleCatalogueForm(texts);
  }

  static String field(int row, String column) {
    return "role-" + row + "-" + column;
  }

  String text(int row, String column) {
    return texts.getOrDefault(field(row, column), "");
  }

  boolean isOn(int row, String column) {
    return text(row, column).equals("on");
  }

  /** What the role of a row permits, in words. */
  String permitted(int row) {
    String all =
        Arrays.stream(PortalPermission.values())
            .filter(permission -> isOn(row, permission.name()))
            .map(PortalPermission::label)
            .collect(joining(", "));
    return all.isEmpty() ? "do nothing" : all;
  }

  /** The rows that are shown, from 0: those with something in them, and one more. */
  List<Integer> rows() {
    int last =
        IntStream.range(0, RoleTerms.MOST_ROLES).filter(row -> !isBlank(row)).max().orElse(-1);
    return IntStream.range(0, Math.min(last + 2, RoleTerms.MOST_ROLES)).boxed().toList();
  }

  boolean isBlank(int row) {
    return text(row, "key").isBlank() && text(row, "name").isBlank();
  }

  private List<Integer> filled() {
    return rows().stream().filter(row -> !isBlank(row)).toList();
  }

  RoleTerms terms() {
    return new RoleTerms(
        filled().stream()
            .map(row ->
                new ContactRole(
                    text(row, "key").strip(),
                    text(row, "name"),
                    Arrays.stream(TargetKind.values())
                        .filter(kind -> isOn(row, kind.code()))
                        .collect(toImmutableSet()),
                    LINES.splitToList(text(row, "titles")),
                    Arrays.stream(PortalPermission.values())
                        .filter(permission -> isOn(row, permission.name()))
                        .collect(toImmutableSet()),
                    isOn(row, "retired")))
            .toList());
  }

  /** Each problem where it stands in the form. */
  Problems problems(Refusal refusal) {
    if (refusal.violations().isEmpty()) {
      return Problems.of(refusal);
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    List<String> general = new ArrayList<>();
    for (Violation violation : refusal.violations()) {
      Matcher place = PLACE.matcher(violation.pointer());
      if (place.matches()) {
        int row = filled().get(Integer.parseInt(place.group(1)));
        List<String> there =
            fields.computeIfAbsent(field(row, place.group(2)), f -> new ArrayList<>());
        if (!there.contains(violation.message())) {
          there.add(violation.message());
        }
      } else {
        general.add(violation.message());
      }
    }
    return new Problems(fields, general);
  }
}
