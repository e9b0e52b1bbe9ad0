package dev.kith.crm.domain.scoring.prediction.learning;

/**
 * Solves linear equations of a symmetric, positive definite matrix.
 *
 * <p>Source: Golub and Van Loan, Matrix Computations, 4th edition, section 4.2.
 */
final class Cholesky {

  private Cholesky() {}

  /**
   * @param matrix its lower half is read and overwritten
   * @param right overwritten with the solution
   */
  static void solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int i = 0; i < size; i++) {
      double[] row = matrix[i];
      for (int j = 0; j <= i; j++) {
        double[] other = matrix[j];
        double sum = row[j];
        for (int k = 0; k < j; k++) {
          sum -= row[k] * other[k];
        }
        row[j] = i == j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / other[j];
      }
    }
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < i; k++) {
        right[i] -= matrix[i][k] * right[k];
      }
      right[i] /= matrix[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        right[i] -= matrix[k][i] * right[k];
      }
      right[i] /= matrix[i][i];
    }
  }
}
