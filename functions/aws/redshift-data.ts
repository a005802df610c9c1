import { RedshiftDataClient } from "@aws-sdk/client-redshift-data"

export const redshiftData = new RedshiftDataClient({})
