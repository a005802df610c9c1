import type { Product } from "#cli/seed/scenario"
import { cloudStorage } from "#cli/seed/scenarios/cloud-storage"
import { electricBike } from "#cli/seed/scenarios/electric-bike"
import { espressoMachine } from "#cli/seed/scenarios/espresso-machine"
import { fitnessWatch } from "#cli/seed/scenarios/fitness-watch"
import { homeCamera } from "#cli/seed/scenarios/home-camera"
import { meshRouter } from "#cli/seed/scenarios/mesh-router"
import { mobileBank } from "#cli/seed/scenarios/mobile-bank"
import { officeSuite } from "#cli/seed/scenarios/office-suite"
import { parcelDelivery } from "#cli/seed/scenarios/parcel-delivery"
import { shopCheckout } from "#cli/seed/scenarios/shop-checkout"
import { smartThermostat } from "#cli/seed/scenarios/smart-thermostat"
import { videoStreaming } from "#cli/seed/scenarios/video-streaming"

/** Everything that generated customers write about. Their order belongs to the seed: add new ones at the end. */
export const products: readonly Product[] = [
  meshRouter,
  smartThermostat,
  mobileBank,
  parcelDelivery,
  cloudStorage,
  fitnessWatch,
  videoStreaming,
  shopCheckout,
  officeSuite,
  espressoMachine,
  electricBike,
  homeCamera,
]
