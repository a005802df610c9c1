import { join } from "node:path"
import tailwindcss from "@tailwindcss/vite"
import react from "@vitejs/plugin-react"
import { defineConfig } from "vite"

/** `vite build web` writes dist/web, which the door serves; no file of it names another host. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), tailwindcss()],
  build: { outDir: join(import.meta.dirname, "..", "dist", "web"), emptyOutDir: true, chunkSizeWarningLimit: 900 },
})
