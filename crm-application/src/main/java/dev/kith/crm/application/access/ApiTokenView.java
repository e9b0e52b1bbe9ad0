package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.list.Field;
import dev.kith.crm.application.list.Field.Type;
import dev.kith.crm.application.list.FieldCatalogue;
import dev.kith.crm.application.list.SortKey;
import dev.kith.crm.domain.access.ApiTokenId;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Revision;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An API token as people read it; nothing of its secret.
 *
 * @param revokedAt null while it has not been revoked
 * @param lastUsedAt to some minutes; null if it was never used
 */
public record ApiTokenView(
    ApiTokenId id,
    Revision revision,
    UserId owner,
    String ownerName,
    String name,
    Set<Permission> permissions,
    Instant expiresAt,
    @Nullable Instant revokedAt,
    @Nullable Instant lastUsedAt) {

  private static final Field<ApiTokenView> ID = Field.of("id", "Id", Type.ID, v -> v.id().value());

  /** The fields by which tokens are listed, filtered and sorted. */
  public static final FieldCatalogue<ApiTokenView> CATALOGUE =
      FieldCatalogue.of(
          ID,
          new SortKey("createdAt", true),
          List.of(
              ID,
              Field.<ApiTokenView>of("name", "Name", Type.TEXT, ApiTokenView::name).sorted(),
              Field.of("owner", "Owner", Type.ID, v -> v.owner().value()),
              Field.<ApiTokenView>of("ownerName", "Owner name", Type.TEXT, ApiTokenView::ownerName)
                  .shownOnly(),
              Field.<ApiTokenView>of(
                      "permissions", "Permissions", Type.TEXT, ApiTokenView::permissionCodes)
                  .shownOnly(),
              Field.<ApiTokenView>of("expiresAt", "Expires", Type.INSTANT, ApiTokenView::expiresAt)
                  .sorted(),
              Field.of("revokedAt", "Revoked", Type.INSTANT, ApiTokenView::revokedAt),
              Field.<ApiTokenView>of(
                      "lastUsedAt", "Last used", Type.INSTANT, ApiTokenView::lastUsedAt)
                  .shownOnly(),
              Field.<ApiTokenView>of(
                      "createdAt", "Created", Type.INSTANT, v -> v.revision().createdAt())
                  .sorted(),
              Field.<ApiTokenView>of("version", "Version", Type.NUMBER, v -> v.revision().version())
                  .shownOnly()));

  public ApiTokenView {
    permissions = ImmutableSet.copyOf(permissions);
  }

  public boolean isGoodAt(Instant now) {
    return revokedAt == null && expiresAt.isAfter(now);
  }

  private String permissionCodes() {
    return permissions.stream().map(Permission::code).sorted().collect(Collectors.joining(", "));
  }
}
