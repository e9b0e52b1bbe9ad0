package dev.kith.crm.application.access;

import dev.kith.crm.domain.access.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Records can be given to the CRM's own active users. */
public final class UserOwners implements Owners {

  private final AccessReads reads;

  public UserOwners(AccessReads reads) {
    this.reads = reads;
  }

  @Override
  public boolean canOwn(UserId user) {
    return reads.isActiveUser(user);
  }

  @Override
  public Set<UserId> among(Collection<UserId> users) {
    return reads.activeAmong(users);
  }

  @Override
  public List<Owner> find(@Nullable String fragments, int limit) {
    return reads.activeUsers(fragments, limit);
  }
}
