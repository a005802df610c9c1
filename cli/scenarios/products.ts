import { cloudStorage } from "#cli/scenarios/cloud-storage"
import { electricBike } from "#cli/scenarios/electric-bike"
import { espressoMachine } from "#cli/scenarios/espresso-machine"
import { fitnessWatch } from "#cli/scenarios/fitness-watch"
import { homeCamera } from "#cli/scenarios/home-camera"
import { meshRouter } from "#cli/scenarios/mesh-router"
import { mobileBank } from "#cli/scenarios/mobile-bank"
import { officeSuite } from "#cli/scenarios/office-suite"
import { parcelDelivery } from "#cli/scenarios/parcel-delivery"
import type { Product } from "#cli/scenarios/scenario"
import { shopCheckout } from "#cli/scenarios/shop-checkout"
import { smartThermostat } from "#cli/scenarios/smart-thermostat"
import { videoStreaming } from "#cli/scenarios/video-streaming"

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
