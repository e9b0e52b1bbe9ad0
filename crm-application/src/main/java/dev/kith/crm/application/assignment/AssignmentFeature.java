package dev.kith.crm.application.assignment;

import dev.kith.crm.application.access.Owners;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import java.util.List;

/** Wires assignment from pools. */
public final class AssignmentFeature {

  private final Kernel kernel;
  private final Owners owners;
  private final PoolAssigning assigning;

  /**
   * @param records what can be assigned
   */
  public AssignmentFeature(Kernel kernel, Owners owners, List<AssignableRecords> records) {
    this.kernel = kernel;
    this.owners = owners;
    this.assigning = new PoolAssigning(kernel, owners, records);
  }

  public AssignmentPools pools(Context context) {
    return new AssignmentPoolService(kernel, context, owners, assigning);
  }

  public Assignments assignments(Context context) {
    return new AssignmentService(kernel, context, assigning);
  }

  /** For features that give records of their own. */
  public PoolAssigning assigning() {
    return assigning;
  }
}
