package dev.kith.crm.application.intake.rows.together;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.domain.access.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Owners, each of whom is asked about once. */
public final class OwnersAsRead implements Owners {

  private record Asked(@Nullable String fragments, int limit) {}

  private final Owners owners;
  private final Map<UserId, Boolean> can = new HashMap<>();
  private final Map<Asked, List<Owner>> found = new HashMap<>();

  public OwnersAsRead(Owners owners) {
    this.owners = owners;
  }

  @Override
  public boolean canOwn(UserId user) {
    return can.computeIfAbsent(user, owners::canOwn);
  }

  @Override
  public List<Owner> find(@Nullable String fragments, int limit) {
    return found.computeIfAbsent(
        new Asked(fragments, limit), asked -> owners.find(asked.fragments(), asked.limit()));
  }
}
