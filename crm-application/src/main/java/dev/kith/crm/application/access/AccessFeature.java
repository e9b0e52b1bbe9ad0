package dev.kith.crm.application.access;

import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.access.login.LoginFeature;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Permission;
import java.util.Set;

/** Wires the access feature. */
public final class AccessFeature {

  static final Feature FEATURE = Feature.ACCESS;
  static final Permission VIEW = new Permission(FEATURE, Action.VIEW);
  static final Permission ADMINISTER = new Permission(FEATURE, Action.ADMINISTER);

  private final Kernel kernel;
  private final LoginFeature login;
  private final Set<String> maskable;

  /**
   * @param maskable the fields that roles can hide, written {@code lead.phone}
   */
  public AccessFeature(Kernel kernel, LoginFeature login, Set<String> maskable) {
    this.kernel = kernel;
    this.login = login;
    this.maskable = ImmutableSet.copyOf(maskable);
  }

  public Users users(Context context) {
    return new UserService(kernel, context, login.passwordRules(), login.hasher());
  }

  public Teams teams(Context context) {
    return new TeamService(kernel, context);
  }

  public Roles roles(Context context) {
    return new RoleService(kernel, context, maskable);
  }

  public ApiTokens apiTokens(Context context) {
    return new ApiTokenService(kernel, context, login.secrets());
  }

  public Names names() {
    return kernel.storage().accessReads()::names;
  }

  public Permissions permissions(Context context) {
    return new PermissionService(context.actor());
  }
}
