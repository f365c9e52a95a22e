import { Gauge, type Registry } from 'prom-client';
import { fieldsOfFaults, noFaults } from '../faults/fault-state';
import type { Faults } from '../faults/faults';

/** The gauge that tells which faults are on, so that what is measured can be laid beside its cause. */
export function registerFaultGauge(registry: Registry, faults: Faults): void {
  new Gauge({
    name: 'training_fault_active',
    help: 'Whether a fault is switched on, 1 or 0',
    labelNames: ['fault'],
    registers: [registry],
    collect() {
      const { state } = faults;
      for (const [fault, fields] of Object.entries(fieldsOfFaults))
        this.set({ fault }, fields.some((field) => state[field] !== noFaults[field]) ? 1 : 0);
    },
  });
}
