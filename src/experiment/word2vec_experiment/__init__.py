"""Executes chapters with other parameters: TypeScript for papermill, and programs for `npm run experiment`."""
