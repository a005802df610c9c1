/** Where the local cloud listens and keeps its state. Port 0 takes any free one. */
export type Settings = {
  /** Web app and `/api`. */
  port: number
  /** The AWS endpoint. */
  awsPort: number
  /** PostgreSQL protocol. */
  warehousePort: number
  /** Absolute path of the folder that holds all state. */
  dataFolder: string
}
