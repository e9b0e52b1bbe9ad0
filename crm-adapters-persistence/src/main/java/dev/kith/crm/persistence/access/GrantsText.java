package dev.kith.crm.persistence.access;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.domain.access.Grants;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Scope;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Grants and permissions as a column keeps them: a line {@code lead:view=team} for each permission,
 * a line {@code -lead.phone} for each hidden field.
 *
 * <p>A permission or scope that this version does not know is left out when it is read: it was
 * written by a newer one, and what is not understood is not granted.
 */
final class GrantsText {

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();

  private GrantsText() {}

  static String write(Grants grants) {
    return Stream.concat(
            grants.scopes().entrySet().stream()
                .map(e -> e.getKey().code() + "=" + e.getValue().code()),
            grants.maskedFields().stream().map(field -> "-" + field))
        .collect(joining("\n"));
  }

  static Grants read(String text) {
    Map<Permission, Scope> scopes = new LinkedHashMap<>();
    ImmutableSet.Builder<String> masked = ImmutableSet.builder();
    for (String line : LINES.split(text)) {
      int equals = line.indexOf('=');
      if (line.startsWith("-")) {
        masked.add(line.substring(1));
      } else if (equals > 0) {
        Permission.named(line.substring(0, equals))
            .ifPresent(permission ->
                scope(line.substring(equals + 1))
                    .ifPresent(scope -> scopes.put(permission, scope)));
      }
    }
    return new Grants(scopes, masked.build());
  }

  static String write(Set<Permission> permissions) {
    return permissions.stream().map(Permission::code).collect(joining("\n"));
  }

  static Set<Permission> readPermissions(String text) {
    return LINES
        .splitToStream(text)
        .flatMap(code -> Permission.named(code).stream())
        .collect(ImmutableSet.toImmutableSet());
  }

  private static Optional<Scope> scope(String code) {
    return Arrays.stream(Scope.values()).filter(s -> s.code().equals(code)).findFirst();
  }
}
