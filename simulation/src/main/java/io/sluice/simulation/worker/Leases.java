package io.sluice.simulation.worker;

import io.sluice.worker.ports.NoLeaseException;
import io.sluice.worker.ports.PortBlock;
import io.sluice.worker.ports.PortLease;
import io.sluice.worker.ports.PortPool;

/// Where a worker's leases of ports come from.
public interface Leases {
  Lease lease() throws NoLeaseException;

  int free();

  /// Ports that are held until they are given back.
  interface Lease {
    PortBlock block();

    void giveBack();
  }

  /// The product's own.
  static Leases of(PortPool pool) {
    return new Leases() {
      @Override
      public Lease lease() throws NoLeaseException {
        PortLease lease = pool.lease();
        return new Lease() {
          @Override
          public PortBlock block() {
            return lease.block();
          }

          @Override
          public void giveBack() {
            lease.close();
          }
        };
      }

      @Override
      public int free() {
        return pool.free();
      }
    };
  }
}
