/** Rewrites the compiler's output from the extracted files to the documents they come from. */
export function locate(output, blocks) {
  return output.replaceAll(/^block-(\d+)\.tsx?\((\d+),(\d+)\)/gm, (_, index, line, column) => {
    const block = blocks[Number(index)];
    return `${block.file}:${block.line + Number(line) - 1}:${column}`;
  });
}
